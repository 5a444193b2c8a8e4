import 'server-only'

/** Counts what happened in the last so many seconds, to the second, and since ever. */
export type Tally = { add: () => void; count: () => number; total: () => number }

export function tally(seconds: number): Tally {
  const slots = Array.from({ length: seconds }, () => ({ second: -1, count: 0 }))
  let all = 0
  return {
    total: () => all,
    add: () => {
      all += 1
      const second = presentSecond()
      const slot = slots[second % seconds]
      if (slot === undefined) return
      if (slot.second !== second) Object.assign(slot, { second, count: 0 })
      slot.count += 1
    },
    count: () => {
      const oldest = presentSecond() - seconds
      return slots.reduce((sum, slot) => sum + (slot.second > oldest ? slot.count : 0), 0)
    },
  }
}

function presentSecond(): number {
  return Math.floor(performance.now() / 1000)
}
