import type { LogLine } from '../image.ts'

/** One event per line, a fraction of a millisecond apart, as the awslogs driver sends a trace without a multi-line pattern. */
export function trace(at: number, text: string): LogLine[] {
  return text
    .replace(/^\n/, '')
    .trimEnd()
    .split('\n')
    .map((message) => ({ at, message }))
}

/** What Node prints when an error is not caught. */
export const nodeTrace = `
/app/dist/ledger/replay.js:118
    throw new LedgerReplayError(\`cannot hold batch \${batch.id} in memory\`, { cause })
          ^

LedgerReplayError: cannot hold batch 2026-0007 in memory
    at LedgerReplay.load (/app/dist/ledger/replay.js:118:11)
    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)
    at async LedgerReplay.run (/app/dist/ledger/replay.js:64:7)
    at async main (/app/dist/server.js:31:3) {
  [cause]: RangeError: Array buffer allocation failed
      at new ArrayBuffer (<anonymous>)
      at Buffer.allocUnsafeSlow (node:buffer:431:14)
      at LedgerReplay.load (/app/dist/ledger/replay.js:112:26)
}
`

/** What Python prints when an exception leaves the main thread. */
export const pythonTrace = `
Traceback (most recent call last):
  File "/srv/flaky/worker.py", line 212, in <module>
    main()
  File "/srv/flaky/worker.py", line 187, in main
    consume(queue, handler)
  File "/srv/flaky/queue.py", line 74, in consume
    message = connection.receive(timeout=HEARTBEAT)
  File "/usr/local/lib/python3.12/site-packages/amqp/connection.py", line 526, in receive
    raise ConnectionResetError(104, "Connection reset by peer")
ConnectionResetError: [Errno 104] Connection reset by peer

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/flaky/queue.py", line 79, in consume
    self.requeue(message)
               ^^^^^^^
UnboundLocalError: cannot access local variable 'message' where it is not associated with a value
`

/** What a JVM logs when a job fails with a cause. */
export const javaTrace = `
org.springframework.batch.core.JobExecutionException: Partition handler returned an unsuccessful step
	at org.springframework.batch.core.partition.support.PartitionStep.doExecute(PartitionStep.java:112)
	at org.springframework.batch.core.step.AbstractStep.execute(AbstractStep.java:230)
	at com.example.shop.report.NightlyReport.run(NightlyReport.java:88)
	at com.example.shop.report.Main.main(Main.java:24)
Caused by: org.postgresql.util.PSQLException: ERROR: canceling statement due to statement timeout
	at org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2725)
	at org.postgresql.core.v3.QueryExecutorImpl.processResults(QueryExecutorImpl.java:2412)
	at org.postgresql.jdbc.PgStatement.executeInternal(PgStatement.java:501)
	at com.example.shop.report.SalesByRegion.query(SalesByRegion.java:57)
	... 3 more
`
