import { PartPanel } from '@/components/shell/part-panel'
import type { Place } from '@/components/shell/places'
import type { AnyAnswer } from '@/components/shell/section'
import type { TaskDefinition } from '@/lib/task-definition/contract'
import { ContainerCard } from './container-card'
import { DefinitionFacts } from './definition-facts'
import { NamedValues } from './named-values'

type DefinitionPanelsProps = {
  place: Place
  /** The answer that the definition came with, for its age. */
  answer: AnyAnswer
  /** Null when it could not be read; the answer's part says why. */
  definition: TaskDefinition | null
  overrides?: readonly string[]
  /** "Task definition", "Effective definition". */
  title: string
}

/** A definition written out: its settings, its containers, its volumes, its tags. */
export function DefinitionPanels({ place, answer, definition, overrides, title }: DefinitionPanelsProps) {
  const parts = ['taskDefinition']
  if (definition === null)
    return (
      <PartPanel title={title} answer={answer} parts={parts}>
        <p className="px-4 py-4 text-muted">It is not known: AWS did not give it.</p>
      </PartPanel>
    )
  return (
    <>
      <PartPanel title={title} answer={answer} parts={parts}>
        <DefinitionFacts place={place} definition={definition} overrides={overrides} />
      </PartPanel>
      <PartPanel title="Container definitions" answer={answer}>
        <div className="divide-y divide-line">
          {definition.containers.map((container) => (
            <ContainerCard key={container.name} container={container} overrides={overrides} />
          ))}
        </div>
      </PartPanel>
      <DefinitionExtras answer={answer} definition={definition} />
    </>
  )
}

/** Volumes and tags, where there are any. */
export function DefinitionExtras({ answer, definition }: { answer: AnyAnswer; definition: TaskDefinition }) {
  return (
    <>
      {definition.volumes.length > 0 && (
        <PartPanel title="Volumes" answer={answer}>
          <ul className="grid gap-1 p-4">
            {definition.volumes.map(({ name, kind, detail }) => (
              <li key={name} className="[overflow-wrap:anywhere]">
                <span className="font-medium">{name}</span> <span className="text-muted">{kind}</span>{' '}
                {detail}
              </li>
            ))}
          </ul>
        </PartPanel>
      )}
      {definition.tags.length > 0 && (
        <PartPanel title="Tags of the task definition" answer={answer}>
          <div className="p-4">
            <NamedValues label="Tags" values={definition.tags} />
          </div>
        </PartPanel>
      )}
    </>
  )
}
