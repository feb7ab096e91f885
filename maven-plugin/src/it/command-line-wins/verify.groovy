def log = new File(basedir, 'build.log').text

assert log.count('its tolerance is +5%.') == 4
assert log =~ /ReviewTest\.reviews .* \+30\.0 % +OK/
