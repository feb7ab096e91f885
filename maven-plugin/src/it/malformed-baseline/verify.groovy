def log = new File(basedir, 'build.log').text

assert log =~ /src\/test\/tokenbudget\/ReviewTest\.json: line 3, column \d+: /
assert log.contains('Restore the file from version control, or delete it and accept again')
// nothing of the parser's own words stands behind that
assert !log.contains('[Source:')
// the tests did not run: nothing was paid for
assert !(log =~ /--- .*surefire/)
assert new File(basedir, 'src/test/tokenbudget/ReviewTest.json').text.contains('"testClass": "ReviewTest" oops')
