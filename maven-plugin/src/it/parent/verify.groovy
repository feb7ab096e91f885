assert !new File(basedir, 'target/tokenbudget').exists()
