export const startVisibleViewport = (): void => undefined
