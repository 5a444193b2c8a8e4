'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { themeCookie, type Theme } from './theme'

const next: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' }
const icons = { system: Monitor, light: Sun, dark: Moon }
const words = { system: 'as the system', light: 'light', dark: 'dark' }

/** System, light, dark, in turn. A cookie keeps it, so that the server paints the first frame right. */
export function ThemeToggle({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial)
  const Icon = icons[theme]
  const label = `Theme: ${words[theme]}. Change to ${words[next[theme]]}`
  const change = () => {
    const chosen = next[theme]
    setTheme(chosen)
    document.documentElement.dataset.theme = chosen
    document.cookie = `${themeCookie}=${chosen}; path=/; max-age=31536000; samesite=strict`
  }
  return (
    <button
      type="button"
      onClick={change}
      aria-label={label}
      title={label}
      className="grid size-8 shrink-0 place-items-center rounded text-muted hover:bg-sunken hover:text-ink"
    >
      <Icon aria-hidden className="size-4" />
    </button>
  )
}
