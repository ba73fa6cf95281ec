export const onStoredElsewhere = (_prefix: string, _listener: () => void) => () => undefined
