import { writeFileSync } from 'node:fs'
import { test } from './test.ts'
const names =
  'fault-throttled-20, fault-throttled-50, fault-throttled-90, fault-errors, fault-html, fault-slow-2, fault-slow-5, fault-heavy-tail, fault-hang, fault-half-answer, fault-reset, fault-empty-200, fault-wrong-types, fault-nulls, fault-unknown-enums, fault-repeated-token, fault-endless-pages, fault-duplicates, fault-failures-one, fault-failures-some, fault-failures-all, fault-failures-many, fault-denied-elbv2, fault-denied-cloudwatch, fault-denied-autoscaling, fault-denied-describe-services, fault-expired, fault-skewed, fault-eventual'.split(
    ', ',
  )
test.use({ tolerate: [/./] })
for (const name of names) {
  test(name, async ({ aws, context }) => {
    await aws.scenario(name)
    const paths = {
      overview: aws.path,
      services: `${aws.path}/clusters/shop-prod/services`,
      service: `${aws.path}/clusters/shop-prod/services/web`,
    }
    await Promise.all(
      Object.entries(paths).map(async ([what, path]) => {
        const page = await context.newPage()
        const log: string[] = []
        page.on('pageerror', (e) => log.push('THROWN ' + e.message))
        page.on('console', (m) => {
          if (m.type() === 'error') log.push('CONSOLE ' + m.text())
        })
        const t = Date.now()
        await page.goto(aws.console + path)
        await page
          .waitForFunction(() => document.querySelector('main [aria-busy="true"]') === null, null, {
            timeout: 15_000,
          })
          .catch(() => log.push('STILL BUSY'))
        const busy = Date.now() - t
        if (name === 'fault-expired') await aws.advance(121)
        await page.waitForTimeout(2500)
        const text = await page.locator('main').innerText()
        const greens = await page.evaluate(() =>
          [...document.querySelectorAll('main .text-good')].map((e) =>
            (e.closest('a,tr,section')?.textContent ?? '').slice(0, 30),
          ),
        )
        writeFileSync(
          `/tmp/faces/${name}-${what}.txt`,
          `busy ${busy} ms\n${[...new Set(log)].join('\n')}\nGREEN ${JSON.stringify(greens)}\nTITLE ${await page.title()}\nBANNER ${await page
            .getByRole('banner')
            .innerText()
            .then((x) => x.replace(/\n/g, ' '))}\n\n${text}`,
        )
      }),
    )
  })
}
