import { fraction } from '../../random.ts'

/** How many of a hundred services have so many tasks: some four on average, twelve at most. */
const ofAHundred: [tasks: number, services: number][] = [
  [1, 14],
  [2, 24],
  [3, 18],
  [4, 13],
  [5, 7],
  [6, 9],
  [8, 6],
  [10, 5],
  [12, 4],
]

const most = 12

/** The number of tasks of a service, by its key. */
export function drawTasks(seed: number, key: string): number {
  let mark = fraction(seed, 'tasks', key) * 100
  for (const [tasks, services] of ofAHundred) {
    mark -= services
    if (mark < 0) return tasks
  }
  return most
}

/** Moves counts by one, in turn and within 1–12, until they sum to `total` or none can move. */
export function sumTo(total: number, counts: number[]): number[] {
  const moved = [...counts]
  let left = total - moved.reduce((a, b) => a + b, 0)
  for (let turned = true; left !== 0 && turned;) {
    turned = false
    for (let i = 0; i < moved.length && left !== 0; i++) {
      const next = moved[i]! + Math.sign(left)
      if (next < 1 || next > most) continue
      moved[i] = next
      left -= Math.sign(left)
      turned = true
    }
  }
  return moved
}
