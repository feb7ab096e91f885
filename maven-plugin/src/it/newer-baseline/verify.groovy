def log = new File(basedir, 'build.log').text

assert log =~ /ReviewTest\.json: its schemaVersion is 99, .* 3\./
assert !(log =~ /--- .*surefire/)
