def log = new File(basedir, 'build.log').text
assert log.contains('target/metrics.prom')
assert log.contains('Nothing says where to send to. Set tokenbudget.otlp,')

def metrics = new File(basedir, 'target/metrics.prom').text
assert metrics =~ /llm_requests_total\{agent="",environment="",model="[^"]+",task="ReviewTest\.reviews"\} \d+/
assert metrics.endsWith('# EOF\n')

def rows = new File(basedir, 'target/usage.csv').readLines()
assert rows[0].startsWith('timestamp,session_id,call_seq,model,task_label,')
assert rows.any { it.contains(',ReviewTest.reviews,') }
