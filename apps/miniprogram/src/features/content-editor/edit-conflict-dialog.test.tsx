import { expect, it } from 'vitest'
import { render } from '../../../test/render'
import { ConflictDialog } from './edit-conflict-dialog'

const none = () => undefined
const dialog = (by: string | null, parts: readonly string[]) =>
  render(<ConflictDialog conflict={{ by, parts }} busy={false} onMine={none} onTheirs={none} onCancel={none} />)

it('says that the review took it down, and promises nothing', async () => {
  expect((await dialog('林晓', [])).text()).toContain('林晓刚改过这一条改的和您写的一样，可以放心保存。')
  const reviewed = (await dialog(null, [])).text()
  expect(reviewed).toContain('审核把这一条收回了')
  expect(reviewed).not.toContain('放心')
})
