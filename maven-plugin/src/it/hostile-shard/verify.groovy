def log = new File(basedir, 'build.log').text

assert log.contains("The test class '../../../../victim/package' holds '/', which a file's name must not.")
assert log.contains('tokenbudget.baselineDirectory=../elsewhere leads out of the module.')
assert new File(basedir, 'victim/package.json').text.contains('"name": "victim"')
assert !new File(basedir, 'src/test/tokenbudget').exists()
assert !new File(basedir.parentFile, 'elsewhere').exists()
