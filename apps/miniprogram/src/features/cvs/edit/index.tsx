import { useParams } from '@/app/pages'
import { Screen } from '@/app/shell/screen'
import { EditorScreen } from './editor-screen'
import { useOpened } from './use-opened'

export default function CvEdit() {
  const { id = '' } = useParams('cvEdit')
  const { query, opened } = useOpened(id)
  if (opened) return <EditorScreen {...opened} />
  return (
    <Screen title="简历" query={query}>
      {null}
    </Screen>
  )
}
