def test_home(site_server):
    reply = site_server.get("/")
    print(reply.headers)
    assert reply.status == 200
