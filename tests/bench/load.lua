-- The requests of one load, made before it begins and sent in turn; what it measured as one line of JSON.
-- Arguments: a file with one request a line: path, then optionally a tab and a cookie.
local requests, last, turn = {}, 0, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    local path, cookie = line:match("^(.-)\t(.*)$")
    local headers = {}
    for name, value in pairs(wrk.headers) do headers[name] = value end
    if cookie then headers["Cookie"] = cookie end
    last = last + 1
    requests[last] = wrk.format("GET", path or line, headers)
  end
end

function request()
  turn = turn % last + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "failed": {"connecting": %d,'
      .. ' "writing": %d, "reading": %d, "not answered in 2 s": %d, "another status": %d}}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.connect, errors.write, errors.read, errors.timeout, errors.status))
end
