import type { APIRequestContext } from '@playwright/test'
import { type Aws, expect, test } from './test.ts'

type Task = { taskId: string; lastStatus: string; containers: { exitCode: number | null }[] }

async function tasksOf(request: APIRequestContext, aws: Aws, path: string): Promise<Task[]> {
  const answer = await request.get(`/api${aws.path}/clusters/${path}/tasks`)
  return ((await answer.json()) as { items: Task[] }).items
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the demo has no such task')
  return value
}

test('a task that was killed shows its exit code, its reason and its life', async ({
  page,
  request,
  aws,
}) => {
  await aws.scenario('demo')
  const tasks = await tasksOf(request, aws, 'shop-prod/services/payments')
  const { taskId } = found(tasks.find(({ lastStatus }) => lastStatus === 'STOPPED'))
  await page.goto(`${aws.path}/clusters/shop-prod/tasks/${taskId}`)
  await expect(page.getByRole('region', { name: 'Verdict: Failing' })).toContainText(/OOM|OutOfMemory/)
  const container = page.getByRole('article', { name: 'Container app' }).first()
  await expect(container).toContainText('137 (SIGKILL)')
  await expect(container).toContainText('OutOfMemoryError')
  await expect(container).toContainText(/payments:/)
  await expect(page.getByText('Essential container in task exited')).toBeVisible()
  const life = page
    .getByRole('region')
    .filter({ hasText: 'Image pull began' })
    .or(page.locator('section', { hasText: 'Image pull began' }))
  await expect(life.last()).toContainText(/Created.*Image pulled.*Started.*Stopped/s)
  await expect(page.getByRole('link', { name: 'payments', exact: true }).last()).toHaveAttribute(
    'href',
    `${aws.path}/clusters/shop-prod/services/payments`,
  )
})

test('overrides are marked in the effective definition', async ({ page, request, aws }) => {
  await aws.scenario('demo')
  const tasks = await tasksOf(request, aws, 'data')
  const details = await Promise.all(
    tasks.map(async ({ taskId }) => {
      const answer = await request.get(`/api${aws.path}/clusters/data/tasks/${taskId}`)
      return ((await answer.json()) as { item: { taskId: string; overrides: string[] } }).item
    }),
  )
  const { taskId, overrides } = found(details.find((task) => task.overrides.length > 0))
  await page.goto(`${aws.path}/clusters/data/tasks/${taskId}`)
  await expect(page.getByRole('heading', { name: /with this task’s overrides/ })).toBeVisible()
  expect(overrides.length).toBeGreaterThan(0)
  await expect(page.getByText('overridden', { exact: true }).first()).toBeVisible()
})

test('stopping a task needs a reason, says what follows, and sends one StopTask', async ({
  page,
  request,
  aws,
}) => {
  await aws.scenario('demo')
  const { taskId } = found((await tasksOf(request, aws, 'shop-prod/services/web'))[0])
  await page.goto(`${aws.path}/clusters/shop-prod/tasks/${taskId}`)
  await page.getByRole('button', { name: /^Actions for task/ }).click()
  await page.getByRole('menuitem', { name: /Stop task/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('The service web will replace it with a new task.')
  const reason = dialog.getByLabel('Reason')
  await expect(reason).toBeFocused()

  await reason.fill('   ')
  await reason.press('Enter')
  await expect(dialog.getByText('A reason is needed.').first()).toBeVisible()
  expect((await aws.calls())['ecs.StopTask']).toBeUndefined()

  await reason.fill('its cache is wrong')
  await expect(dialog).toContainText(`--reason 'its cache is wrong'`)
  await dialog.getByRole('button', { name: 'Stop task' }).dblclick()
  await expect(page.getByText(/ECS accepted: task/)).toBeVisible()
  expect((await aws.calls())['ecs.StopTask']).toBe(1)

  await aws.advance(300)
  await expect(page.getByText('its cache is wrong').first()).toBeVisible()
  await expect(page.getByText('STOPPED', { exact: true }).first()).toBeVisible()
  const runningTasks = async () => {
    const after = await tasksOf(request, aws, 'shop-prod/services/web')
    return after.filter(({ lastStatus }) => lastStatus === 'RUNNING').length
  }
  // The cluster's list is read on its own beat, after the task's page.
  await expect.poll(runningTasks, { message: 'tasks of web that run' }).toBe(6)
  await page.getByRole('button', { name: /^Actions for task/ }).click()
  await expect(page.getByRole('menuitem', { name: /Stop task/ })).toHaveAttribute('aria-disabled', 'true')
})

test.describe('what is not there', () => {
  test.use({ tolerate: [/Failed to load resource.*404/] })

  test('a task that AWS has forgotten says so, with a way back', async ({ page, aws }) => {
    await aws.scenario('demo')
    const answer = await page.goto(`${aws.path}/clusters/shop-prod/tasks/${'0'.repeat(32)}`)
    expect(answer?.status()).toBe(404)
    await expect(page.getByText('AWS forgets a stopped task after about an hour')).toBeVisible()
    await page.getByRole('link', { name: 'Tasks of shop-prod' }).click()
    await expect(page.getByRole('table', { name: 'Tasks of shop-prod' })).toBeVisible()
  })

  test('so does a task definition', async ({ page, aws }) => {
    await aws.scenario('demo')
    await page.goto(`${aws.path}/task-definitions/nobody/1`)
    await expect(page.getByRole('heading', { name: 'There is no task definition nobody:1' })).toBeVisible()
  })
})

test('families lead to revisions, and a revision shows its definition', async ({ page, aws }) => {
  await aws.scenario('demo')
  await page.goto(`${aws.path}/task-definitions`)
  await page.getByRole('link', { name: 'payments', exact: true }).click()
  await page.getByRole('link', { name: 'payments:42' }).click()
  await expect(page).toHaveURL(`${aws.console}${aws.path}/task-definitions/payments/42`)
  await expect(page.getByRole('article', { name: 'Container app' })).toContainText('STRIPE_API_KEY')
})
