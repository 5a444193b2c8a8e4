import { IdText } from '@/components/ui/id-text'
import type { Deployment } from '@/lib/deployment/contract'

/** What runs: each container's image, and the digests that its tasks really pulled. */
export function ImageList({ images }: Pick<Deployment, 'images'>) {
  return (
    <ul className="grid gap-2">
      {images.map(({ containerName, image, digests }) => (
        <li key={containerName} className="min-w-0">
          <p className="[overflow-wrap:anywhere]">
            <span className="font-medium">{containerName}</span>{' '}
            <span className="font-mono text-sm">{image}</span>
          </p>
          {digests.length === 0 ? (
            <p className="text-sm text-muted">No task tells which digest it pulled.</p>
          ) : (
            digests.map((digest) => (
              <p key={digest} className="text-sm">
                <IdText text={digest} what={`digest of ${containerName}`} head={19} tail={8} />
              </p>
            ))
          )}
          {digests.length > 1 && (
            <p className="text-sm text-warn">Its tasks run different digests of the same tag.</p>
          )}
        </li>
      ))}
    </ul>
  )
}
