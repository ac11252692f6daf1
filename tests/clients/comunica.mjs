// Answers a query over sources with Comunica, which finds out by itself what each of them is.
import { QueryEngine } from "@comunica/query-sparql";

const [query, ...sources] = process.argv.slice(2);
const engine = new QueryEngine();
const result = await engine.query(query, { sources });
const mediaType = result.resultType === "quads" ? "application/n-quads" : "application/sparql-results+json";
const { data } = await engine.resultToString(result, mediaType);
data.on("error", (error) => { throw error; }).pipe(process.stdout);
