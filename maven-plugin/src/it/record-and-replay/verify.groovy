def builds = new File(basedir, 'build.log').text.split('Building record-and-replay')

def recording = new File(basedir, 'src/test/tokenbudget/recordings/GreetingTest/greets.json').text
assert recording.contains('Greet customer <redacted:pattern>.\\nMy key is <redacted:IT_API_KEY>.')
assert recording.contains('"target": "/v1/chat/completions"')
assert recording.contains('Good morning!')
assert recording.contains('{"sameAs": 1}')
assert !recording.contains('planted-')
assert !recording.contains('127.0.0.1')

assert builds[1].contains("Recorded 10 runs of 5 tasks in ${new File('src/test/tokenbudget/recordings')}: review them with git diff, and commit them.")
assert builds[1].contains('Secrets were replaced in recordings: IT_API_KEY (2 times), pattern (2 times).')

assert builds[3].contains('These runs were answered from recordings; no provider was called.')
assert builds[3].contains('BUILD SUCCESS')

def report = { folder -> new File(basedir, "target/$folder/report/report.json").text }
assert report('tokenbudget') =~ /"basis"\s*:\s*"estimated"/
assert report('parallel') == report('tokenbudget')
assert report('other-jdk') == report('tokenbudget')
assert (4..6).every { builds[it].contains('BUILD SUCCESS') }

def jdk = (new File(basedir, 'target/surefire-reports/TEST-AdviceTest.xml').text =~ /name="java.specification.version" value="([^"]*)"/)[0][1]
println jdk == System.getProperty('java.specification.version')
        ? "SKIPPED: report.json on another JDK than $jdk, which -Dit.otherJdk=<folder> gives."
        : "report.json is the same on JDK $jdk and on ${System.getProperty('java.specification.version')}."
