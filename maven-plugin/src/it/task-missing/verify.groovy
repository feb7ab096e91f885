def log = new File(basedir, 'build.log').text

def sentence = 'RemovedTest.translates has a baseline, but did not run.'
assert log.contains('[ERROR] ' + sentence)
assert log.contains('[WARNING] ' + sentence)
assert log.contains('RemovedTest.translates did not run: its baseline stays. If it is gone, remove it by its name: mvn tokenbudget:accept -Dtokenbudget.remove="RemovedTest.translates"')
assert log.contains('ReviewTest.reviews ran in this build, so it is not gone. Nothing was removed.')
assert log.contains('RemovedTest.translates: is no longer in the baseline')
assert !new File(basedir, 'src/test/tokenbudget/RemovedTest.json').exists()

def recordings = new File(basedir, 'src/test/tokenbudget/recordings')
assert log.contains('GoneTest.greets has a recording, but did not run and has no baseline. If the task is gone, delete')
assert !new File(recordings, 'RemovedTest/translates.json').exists()
assert new File(recordings, 'GoneTest/greets.json').exists()
