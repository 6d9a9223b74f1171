use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every file under some paths, in the order of their names. A folder that leads back to itself
/// is entered once. A path that cannot be looked into stands in the list: reading it will say why.
pub(crate) fn files_under(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut entered = BTreeSet::new();
    for path in paths {
        collect(path, &mut entered, &mut files);
    }
    files
}

fn collect(path: &Path, entered: &mut BTreeSet<PathBuf>, files: &mut Vec<PathBuf>) {
    let is_folder = fs::metadata(path).is_ok_and(|found| found.is_dir());
    if !is_folder {
        files.push(path.to_owned());
        return;
    }
    let is_new = fs::canonicalize(path).is_ok_and(|real| entered.insert(real));
    if !is_new {
        return;
    }
    match fs::read_dir(path) {
        Err(_) => files.push(path.to_owned()),
        Ok(entries) => {
            let mut members: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            members.sort();
            for member in &members {
                collect(member, entered, files);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_leads_back_to_itself_is_entered_once() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).unwrap();
        fs::write(inner.join("a.fit"), b"x").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path(), inner.join("back")).unwrap();
        let files = files_under(&[folder.path().to_owned()]);
        assert_eq!(files, [inner.join("a.fit")]);
    }

    #[test]
    fn a_path_that_is_not_there_is_not_swallowed() {
        let gone = PathBuf::from("no such folder");
        assert_eq!(files_under(std::slice::from_ref(&gone)), [gone]);
    }
}
