import { CopyButton } from '@/components/ui/copy-button'
import { cliLine, noCliLine, type CliWord } from './aws-links'

/** The AWS CLI line that does the same, to read and to copy. */
export function CliLine({ words, region }: { words: readonly CliWord[]; region: string }) {
  const line = cliLine(words, region)
  return (
    <div>
      <p className="text-sm text-muted">The same with the AWS CLI</p>
      <div className="flex items-start gap-1 rounded border border-line bg-sunken py-1 pr-1 pl-2">
        <code className="min-w-0 flex-1 font-mono text-sm [overflow-wrap:anywhere]">{line ?? noCliLine}</code>
        {line !== null && <CopyButton text={line} what="AWS CLI line" />}
      </div>
    </div>
  )
}
