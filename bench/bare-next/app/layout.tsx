import type { ReactNode } from 'react'
import './list.css'

export const metadata = { title: 'Services' }

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
