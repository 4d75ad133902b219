-- Sends the requests of a file, each once, and stops at the end of it.
-- wrk … -s load.lua URL -- FILE
-- A line of FILE: method, path, token, body, with tabs between. Lines that write get a key of their own.

local ffi = require("ffi")
ffi.cdef("typedef struct { long s; int us; } fanfare_time; int gettimeofday(fanfare_time *now, void *zone);")

local threads = {}

local function now()
  local time = ffi.new("fanfare_time")
  ffi.C.gettimeofday(time, nil)
  return tonumber(time.s) * 1e6 + time.us
end

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  pending, sent, written, made, began, ended, refusals = {}, 0, 0, 0, 0, 0, {}
  local number = 0
  for line in io.lines(arguments[1]) do
    local method, path, token, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    number = number + 1
    local headers = {}
    if token ~= "" then headers["Authorization"] = "Bearer " .. token end
    if method ~= "GET" then
      headers["Content-Type"] = "application/json"
      headers["Idempotency-Key"] = string.format("%s-%08d", arguments[2], number)
    end
    pending[number] = wrk.format(method, path, headers, body ~= "" and body or nil)
  end
end

function request()
  if began == 0 then began = now() end
  sent = sent + 1
  return pending[sent] or pending[#pending]
end

-- `written`: acknowledged writes; `made`: reads that the object made anew, as the Worker says itself.
function response(status, headers)
  local cache = headers["fanfare-cache"]
  if cache == nil and status < 300 then written = written + 1 end
  if cache == "object" then made = made + 1 end
  -- As wrk counts them.
  if status > 399 then refusals[status] = (refusals[status] or 0) + 1 end
  ended = now()
  if sent >= #pending then wrk.thread:stop() end
end

function done(summary, latency)
  local total, refusals = { sent = 0, written = 0, made = 0 }, {}
  -- wrk waits its time out even when a script stops, so the time is that from the first request to the last answer.
  local time = 0
  for _, thread in ipairs(threads) do
    for name in pairs(total) do total[name] = total[name] + thread:get(name) end
    time = math.max(time, thread:get("ended") - thread:get("began"))
    for status, count in pairs(thread:get("refusals")) do
      table.insert(refusals, string.format("%d with %d", count, status))
    end
  end
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"refused":%d,"broken":%d,"sent":%d,"written":%d,"made":%d,"refusals":"%s"}\n',
    summary.requests, time, latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, total.sent, total.written, total.made,
    table.concat(refusals, ", ")))
end
