// Reads JSON-LD from standard input with jsonld.js, without any access to other documents, and writes N-Quads.
import jsonld from "jsonld";
import { text } from "node:stream/consumers";

const documentLoader = (url) => { throw new Error(`a document was asked for: ${url}`); };
const document = JSON.parse(await text(process.stdin));
process.stdout.write(await jsonld.toRDF(document, { format: "application/n-quads", documentLoader }));
