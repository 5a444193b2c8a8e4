import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Providers } from '@/components/shell/providers'
import type { Place } from '@/components/shell/places'
import { Shell } from '@/components/shell/shell'
import { themeCookie, themeOf } from '@/components/shell/theme'
import { shell } from '@/lib/server/shell'
import { mono, sans } from './fonts'
import './globals.css'

export const metadata: Metadata = {
  description: 'A browser console for Amazon ECS that tells the truth about what runs.',
  referrer: 'same-origin',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#14171a' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { accounts, access, refreshScale } = await shell()
  const theme = themeOf((await cookies()).get(themeCookie)?.value)
  const [first, ...others] = accounts.flatMap(({ name, regions }) =>
    regions.map((region): Place => ({ account: name, region })),
  )
  if (first === undefined) throw new Error('The configuration offers no account and region.')
  return (
    <html
      lang="en"
      data-theme={theme}
      data-refresh-scale={refreshScale}
      className={`${sans.variable} ${mono.variable}`}
    >
      <body>
        <Providers>
          <Shell places={[first, ...others]} access={access} theme={theme}>
            {children}
          </Shell>
        </Providers>
      </body>
    </html>
  )
}
