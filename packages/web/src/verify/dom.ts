type Child = Node | string | false | undefined
type Attributes = { readonly [name: string]: string | boolean | undefined | ((event: Event) => void) }

/** An element with attributes and children. Strings become text, never markup; functions listen to the event named. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value)
    else if (value === true) element.setAttribute(key, '')
    else if (typeof value === 'string') element.setAttribute(key, value)
  }
  for (const child of children) if (child !== undefined && child !== false) element.append(child)
  return element
}
