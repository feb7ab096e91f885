def log = new File(basedir, 'build.log').text
assert log.contains('tokenbudget.history is not set')
assert log.contains('History: target/tokenbudget/report/history.html')

def page = new File(basedir, 'target/tokenbudget/report/history.html').text
assert page.contains('ReviewTest.reviews')
assert page.contains('SELECT * FROM usage_records WHERE task_label = ')
assert page.contains('budget of $10')
