import { useParams } from '@/app/pages'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { EditorScreen } from './editor-screen'
import { useOpened } from './use-opened'

function CvEdit() {
  const { id = '' } = useParams('cvEdit')
  const { query, opened } = useOpened(id)
  if (opened) return <EditorScreen {...opened} />
  return (
    <Screen title="简历" query={query}>
      {null}
    </Screen>
  )
}

export default guardPage(CvEdit)
