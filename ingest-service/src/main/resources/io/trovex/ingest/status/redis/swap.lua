-- Sets each key to its new value if it still holds the expected one ('' = absent); returns the keys that do not.
local lost = {}
for i, key in ipairs(KEYS) do
  if (redis.call('GET', key) or '') == ARGV[2 * i - 1] then
    redis.call('SET', key, ARGV[2 * i])
  else
    lost[#lost + 1] = key
  end
end
return lost
