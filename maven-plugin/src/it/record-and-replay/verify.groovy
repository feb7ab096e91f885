def builds = new File(basedir, 'build.log').text.split('Building record-and-replay')

def recording = new File(basedir, 'src/test/tokenbudget/recordings/GreetingTest/greets.json').text
assert recording.contains('Greet customer <redacted:pattern>.\\nMy key is <redacted:IT_API_KEY>.')
assert recording.contains('"target": "/v1/chat/completions"')
assert recording.contains('Good morning!')
assert recording.contains('{"sameAs": 1}')
assert !recording.contains('planted-')
assert !recording.contains('127.0.0.1')

assert builds[1].contains("Recorded 2 runs of 1 task in ${new File('src/test/tokenbudget/recordings')}: review them with git diff, and commit them.")
assert builds[1].contains('Secrets were replaced in recordings: IT_API_KEY (2 times), pattern (2 times).')

assert builds[3].contains('These runs were answered from recordings; no provider was called.')
assert builds[3].contains('BUILD SUCCESS')
