export const onStoredElsewhere = (_key: string, _listener: () => void) => () => undefined
