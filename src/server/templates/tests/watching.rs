use std::time::Duration;

use super::*;

async fn names(host: &Host) -> Vec<String> {
    let list = json(host.get("/api/templates").await).await;
    let names = list.as_array().unwrap().iter();
    names
        .map(|entry| entry["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_change_is_noticed() {
    let host = host();
    let root = host.team.path();
    let (templates, before) = (&host.served.templates, names(&host).await);
    let tag = header(&host.get("/api/templates").await, ETAG)
        .unwrap()
        .to_owned();
    templates.read_changes();
    assert_eq!(names(&host).await, before);
    assert_eq!(
        header(&host.get("/api/templates").await, ETAG),
        Some(tag.as_str())
    );

    write(root, "new/config.yml", "name: New");
    write(root, "new/default.svg", SVG);
    templates.read_changes();
    assert!(names(&host).await.contains(&"New".to_owned()));
    assert_ne!(
        header(&host.get("/api/templates").await, ETAG),
        Some(tag.as_str())
    );

    write(root, "new/config.yml", "name: Newer");
    templates.read_changes();
    assert!(names(&host).await.contains(&"Newer".to_owned()));

    write(root, "new/config.yml", "name: [");
    templates.read_changes();
    assert!(!names(&host).await.contains(&"Newer".to_owned()));
    let health = json(host.get("/health/ready").await).await;
    assert!(health["templates"]["wrong"].to_string().contains("\"new\""));

    fs::remove_dir_all(root.join("new")).unwrap();
    // And what it replaced comes back.
    fs::remove_dir_all(root.join("both")).unwrap();
    templates.read_changes();
    assert!(names(&host).await.contains(&"Our both".to_owned()));
    let health = json(host.get("/health/ready").await).await;
    assert!(!health["templates"]["wrong"].to_string().contains("\"new\""));
}

#[tokio::test]
async fn a_picture_that_has_changed_is_another_before_anybody_looked() {
    let host = host();
    let path = "/api/templates/small/picture";
    let list = json(host.get("/api/templates/small").await).await;
    let versioned = list["picture"].as_str().unwrap();
    let tag = header(&host.get(path).await, ETAG).unwrap().to_owned();
    let other = photo(ImageFormat::Png, 40, 30);
    write(host.team.path(), "small/default.png", &other);
    let answer = ask(
        &host.served,
        Method::GET,
        versioned,
        &[(IF_NONE_MATCH, &tag)],
    )
    .await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(header(&answer, CACHE_CONTROL), Some("no-cache"));
    assert!(bytes(answer).await == other);
    fs::remove_file(host.team.path().join("small/default.png")).unwrap();
    assert_eq!(host.get(path).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_folder_that_goes_leaves_what_was_read() {
    let host = host();
    let (templates, before) = (&host.served.templates, names(&host).await);
    let elsewhere = host.team.path().with_extension("elsewhere");
    fs::rename(host.team.path(), &elsewhere).unwrap();
    templates.read_changes();
    assert_eq!(names(&host).await, before);
    assert_eq!(
        host.get("/api/templates/fry/picture").await.status(),
        StatusCode::NOT_FOUND
    );
    fs::rename(&elsewhere, host.team.path()).unwrap();
    templates.read_changes();
    assert_eq!(names(&host).await, before);
    assert_eq!(
        host.get("/api/templates/fry/picture").await.status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn nobody_looks_once_the_host_ends() {
    let host = host();
    let (templates, ending) = (host.served.templates.clone(), host.served.ending.clone());
    let watching = tokio::spawn(templates.watch(Duration::from_millis(1), ending.clone()));
    write(host.team.path(), "new/config.yml", "name: New");
    write(host.team.path(), "new/default.svg", SVG);
    for _ in 0..1000 {
        tokio::time::sleep(Duration::from_millis(5)).await;
        if names(&host).await.contains(&"New".to_owned()) {
            break;
        }
    }
    assert!(names(&host).await.contains(&"New".to_owned()));
    ending.begin();
    watching.await.unwrap();
}
