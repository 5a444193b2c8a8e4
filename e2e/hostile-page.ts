import type { Page } from '@playwright/test'

/**
 * What stands in a page that may not: characters that cannot be seen or that turn the order of others, scripts' doings,
 * links that lead elsewhere. Answers with sentences; none is good.
 */
export function troubleIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // Written out by hand, apart from the product's own rule. Line breaks and tabs are ordinary.
    const unseen =
      /(?![\n\t])\p{Cc}|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff]|\u034f|[\u180b-\u180d]|[\ufe00-\ufe0f]|[\u{e0000}-\u{e0fff}]|\p{Cs}/u
    const found: string[] = []
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- all of this runs in the page
    const told = (text: string) => JSON.stringify(text.slice(0, 120))
    if (unseen.test(document.title)) found.push(`title: ${told(document.title)}`)
    if ('hq' in window) found.push('a script out of a text ran')
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const { name, value } of node.attributes) {
          // Nobody reads a `data-*`: it is for our own scripts, which tell rows by their ARN. What is in an input was typed.
          const isRead = !name.startsWith('data-') && !(name === 'value' && node.localName === 'input')
          if (isRead && unseen.test(value)) found.push(`${node.localName} ${name}=${told(value)}`)
          if (/^on/i.test(name)) found.push(`${node.localName} has ${name}`)
          if (/^(href|src|action|formaction|srcdoc|data|xlink:href)$/i.test(name)) {
            const { protocol, host } = new URL(value, location.href)
            const ours =
              host === location.host || /^(https:\/\/[\w.-]+\.)?console\.aws\.amazon\.com$/.test(host)
            const icon = node.matches('link[rel=icon]') && protocol === 'data:'
            if (!icon && !(/^https?:$/.test(protocol) && (ours || node.matches('a[rel~=noopener]'))))
              found.push(`${node.localName} ${name} leads to ${told(value)}`)
          }
        }
        if (
          node.matches(
            'iframe, object, embed, base, form[action], meta[http-equiv=refresh], marquee, input[onfocus]',
          )
        )
          found.push(`there is a ${node.localName}`)
      } else {
        const { parentElement: parent, nodeValue: text } = node
        if (parent?.closest('script, style') || text === null) continue
        if (unseen.test(text)) found.push(`${parent?.localName ?? '?'}: ${told(text)}`)
      }
    }
    const over = document.documentElement.scrollWidth - window.innerWidth
    if (over > 0) found.push(`scrolls sideways by ${over} px`)
    return found
  })
}

/** What the page says, columns that a narrow window hides included, without what is only in its scripts. */
export function textOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const main = document.querySelector('main')?.cloneNode(true)
    if (!(main instanceof Element)) return ''
    for (const script of main.querySelectorAll('script, style')) script.remove()
    return main.textContent
  })
}
