def log = new File(basedir, 'build.log').text

assert log.contains('Imported 2 files: 2 calls in 2 new runs, 0 known already, 1 left out.')
assert log =~ /WARNING.*Left out: .*runs:3: it is no JSON\./
assert log.contains("Not kept: 1 users' ids, because there is no key to hash them with: set tokenbudget.userKey or TOKENBUDGET_USER_KEY.")
assert log.contains('Imported 2 files: 0 calls in 0 new runs, 2 known already, 1 left out.')
assert log.contains('No file is called gone.csv in')
assert log.contains('tokenbudget.history is not set')
