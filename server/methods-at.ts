interface Route {
  readonly method: string
  readonly path: string
}

/** The methods that an address takes, in the order of the routes; empty where there is no such address. */
export function methodsAt(routes: readonly Route[], path: string): readonly string[] {
  const found = routes.filter(route => route.method !== 'ALL' && !route.path.includes('*') && matches(route.path, path))
  return [...new Set(found.map(route => route.method))]
}

function matches(pattern: string, path: string): boolean {
  const names = pattern.split('/')
  const parts = path.split('/')
  return (
    names.length === parts.length &&
    names.every((name, at) => (name.startsWith(':') ? parts[at] !== '' : name === parts[at]))
  )
}
