import Link from 'next/link'
import type { ComponentProps } from 'react'

type AppLinkProps = Omit<ComponentProps<typeof Link>, 'prefetch'>

/** A link inside the console. Not prefetched: every page reads live facts, and a list holds hundreds of links. */
export function AppLink(props: AppLinkProps) {
  return <Link prefetch={false} {...props} />
}
