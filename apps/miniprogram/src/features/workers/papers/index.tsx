import { useParams } from '@/app/pages'
import { FILES_TITLE, FilesLoading, FilesScreen } from '@/features/my-resume'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { useResume } from '../api'

function WorkerPapers() {
  const { id = '' } = useParams('workerPapers')
  const resume = useResume(id)
  if (resume.data) return <FilesScreen id={id} status={resume.data.status} name={resume.data.name} />
  return (
    <Screen title={FILES_TITLE} query={resume} skeleton={<FilesLoading />}>
      {null}
    </Screen>
  )
}

export default guardPage(WorkerPapers)
