/** The cookies of a request in the order in which they were sent. */
export function cookiesOf(header: string | undefined): { name: string; value: string }[] {
  if (header === undefined) return []
  return header.split(';').map((pair) => {
    const [name = '', ...value] = pair.split('=')
    return { name: name.trim(), value: value.join('=').trim() }
  })
}
