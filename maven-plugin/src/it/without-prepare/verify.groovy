def log = new File(basedir, 'build.log').text

assert log.contains('target/tokenbudget/settings.json: no build began here, so there is nothing to judge.')
assert log.contains('<goal>prepare</goal>')
