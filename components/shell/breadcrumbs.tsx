import { AppLink } from './app-link'
import { crumbsOf } from './places'

/** Where this page stands in the tree; the last one is the page itself. */
export function Breadcrumbs({ pathname }: { pathname: string }) {
  const crumbs = crumbsOf(pathname)
  return (
    <nav aria-label="Breadcrumbs" className="min-w-0 flex-1">
      <ol className="flex min-w-0 items-center gap-1">
        {crumbs.map(({ word, href }, index) => {
          const last = index === crumbs.length - 1
          return (
            <li
              key={href}
              className={
                last
                  ? // The title below says it whole, so it gives way first: the way back stays readable.
                    'flex min-w-8 shrink-[20] items-center gap-1'
                  : 'flex max-w-80 min-w-6 items-center gap-1 max-sm:hidden'
              }
            >
              {index > 0 && (
                <span aria-hidden className="text-muted max-sm:hidden">
                  /
                </span>
              )}
              <AppLink
                href={href}
                title={word}
                aria-current={last ? 'page' : undefined}
                className={last ? 'truncate rounded font-semibold' : 'name-link truncate text-muted'}
              >
                {word}
              </AppLink>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
