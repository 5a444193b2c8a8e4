/**
 * A sentence in which `names in backticks` are set as code. Its text may be hostile: it only ever becomes text nodes, and
 * only inside an element, where what cannot be seen is marked.
 */
export function Words({ text }: { text: string }) {
  return (
    <>
      {text.split(/`([^`]*)`/).map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          <code key={index} className="font-mono text-[0.93em]">
            {part}
          </code>
        ),
      )}
    </>
  )
}
