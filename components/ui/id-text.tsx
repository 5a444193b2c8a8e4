import { CopyButton } from './copy-button'
import { classes, truncateMiddle } from './format'

type IdTextProps = {
  text: string
  /** What it is, for the copy button's name: "task id". */
  what: string
  head?: number
  tail?: number
  className?: string
}

/** An id with its middle left out, whole in its tooltip and on the clipboard. */
export function IdText({ text, what, head, tail, className }: IdTextProps) {
  return (
    <span className={classes('inline-flex max-w-full items-center gap-0.5', className)}>
      <span title={text} className="truncate font-mono text-sm">
        {truncateMiddle(text, head, tail)}
      </span>
      <CopyButton text={text} what={what} />
    </span>
  )
}
