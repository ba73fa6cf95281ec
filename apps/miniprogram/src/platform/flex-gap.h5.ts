/** The property exists in older browsers too, for grids: only a measurement tells. */
function measured(): boolean {
  const box = document.createElement('div')
  box.style.cssText = 'display:flex;flex-direction:column;row-gap:1px;position:absolute;visibility:hidden'
  box.append(document.createElement('div'), document.createElement('div'))
  document.body.append(box)
  const known = box.scrollHeight === 1
  box.remove()
  return known
}

export const hasFlexGap: boolean = measured()
