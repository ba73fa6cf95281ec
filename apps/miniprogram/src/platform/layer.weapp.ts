export const openLayer =
  (_id: string, _onEscape: () => void): (() => void) =>
  () =>
    undefined
