// Taro's weapp templates know no aria-* attributes; without these a label on an icon button never reaches the phone.
const names = ['aria-label', 'aria-role', 'aria-checked', 'aria-disabled', 'aria-selected']

const patch = {}
for (const component of ['View', 'Image', 'Button', 'Input', 'Textarea']) {
  patch[component] = {}
  for (const name of names) patch[component][name] = ''
}

module.exports = patch
