def output = new File(basedir, 'build.log').text
def build = output.split('Scanning for projects')

['AnswerIT.answers', 'AnswerIT.answers @claude', 'AnswerIT.answers @llama', 'OnceTest.runsOnce'].each { task ->
    assert build[1].contains("[WARNING] ${task} ")
}
assert new File(basedir, 'src/test/tokenbudget/it.AnswerIT.json').text.contains('"answers @claude"')
assert build[3] =~ /AnswerIT\.answers @claude +2 +1,000 +~1,000 +1,000 +\+0\.0 % +OK/

assert build[4] =~ /AnswerIT\.answers @claude used 8,270 tokens .*\+727\.0 %/
assert !build[4].contains('AnswerIT.answers used')

assert build[5] =~ /AnswerIT\.answers @claude +2 +1,000 +~1,000 +1,000 +\+0\.0 % +OK/
assert build[5].contains('1 task of the baseline did not run and is not judged')
