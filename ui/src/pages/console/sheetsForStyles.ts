/**
 * While something makes style elements, gives them constructed sheets for their texts: the content security policy of the pages refuses a text in a
 * style element, whoever writes it, and a policy that allowed it would allow it to an intruder as well.
 */
export function sheetsForStyles<T>(make: () => T): T {
  const create = document.createElement
  document.createElement = function (this: Document, name: string, options?: ElementCreationOptions) {
    if (name.toLowerCase() !== 'style') return create.call(this, name, options)
    // A style element is refused even while it is empty; nothing of a template is shown or heeded.
    const element = create.call(this, 'template', options)
    textInASheet(element)
    return element
  } as typeof document.createElement
  try {
    return make()
  } finally {
    document.createElement = create
  }
}

function textInASheet(element: HTMLElement) {
  const sheet = new CSSStyleSheet()
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  Object.defineProperty(element, 'textContent', {
    set: (text: string) => sheet.replaceSync(text),
    get: () => '',
  })
  const remove = element.remove.bind(element)
  element.remove = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(other => other !== sheet)
    remove()
  }
}
