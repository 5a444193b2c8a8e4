import { Absent } from './facts'
import { Chip } from './chip'

/** Tags as chips; none is an em dash. Texts are hostile. */
export function Tags({ tags }: { tags: readonly { name: string; value: string }[] }) {
  if (tags.length === 0) return <Absent />
  return (
    <span className="flex flex-wrap gap-1">
      {tags.map(({ name, value }) => (
        <Chip key={name} title={`${name} = ${value}`}>
          {name} = {value}
        </Chip>
      ))}
    </span>
  )
}
