/** Rows of the height that the data will have, so that nothing jumps when it arrives. */
export function Skeleton({ rows, what }: { rows: number; what: string }) {
  return (
    <output aria-label={`Reading ${what}`} className="block divide-y divide-line">
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="flex h-9 items-center px-3">
          <span className="h-2.5 rounded-sm bg-sunken" style={{ width: `${38 + ((row * 17) % 40)}%` }} />
        </span>
      ))}
    </output>
  )
}
