-- Asks for the addresses of a file in turn, and prints what came of it as one line of JSON.
-- usage: wrk … -s requests.lua URL -- ADDRESSES [HEADER VALUE]…

local paths, turn = {}, 0

function init(arguments)
  for path in io.lines(arguments[1]) do
    paths[#paths + 1] = path
  end
  for i = 2, #arguments, 2 do
    wrk.headers[arguments[i]] = arguments[i + 1]
  end
end

function request()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end

function done(summary, latency, _)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('{"requests": %d, "seconds": %f, "failed": %d, "p50": %f, "p99": %f}\n', summary.requests,
    summary.duration / 1e6, failed, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
