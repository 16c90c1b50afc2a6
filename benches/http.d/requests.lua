-- For wrk: sends the requests of a file, whole as they are and separated by NUL, one after the other and then again.
--
--     wrk .. -s requests.lua URL -- FILE [count]
--
-- With `count` it also counts the answers by what they refuse, which costs wrk some time. At the end it prints what it
-- measured in one line of JSON.
local requests, sent, threads = {}, 0, {}

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  for request in file:read("*a"):gmatch("%Z+") do table.insert(requests, request) end
  file:close()
  too_many, unavailable, other = 0, 0, 0
  if arguments[2] == "count" then
    response = function(status)
      if status == 429 then
        too_many = too_many + 1
      elseif status == 503 then
        unavailable = unavailable + 1
      elseif status >= 300 then
        other = other + 1
      end
    end
  end
end

function request()
  sent = sent % #requests + 1
  return requests[sent]
end

function done(summary, latency)
  local counted = { too_many = 0, unavailable = 0, other = 0 }
  for _, thread in ipairs(threads) do
    for name in pairs(counted) do counted[name] = counted[name] + thread:get(name) end
  end
  local errors = summary.errors
  print(string.format(
    '{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "refused": %d, "broken": %d, '
      .. '"too_many": %d, "unavailable": %d, "other": %d}',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    counted.too_many, counted.unavailable, counted.other))
end
